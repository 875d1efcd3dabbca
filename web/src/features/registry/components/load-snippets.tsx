import { useState } from 'react';
import { SERVER } from '@/lib/api-client';
import { useHasAccounts } from '@/lib/session';
import { curlHeaders, PREAMBLE, shellWord } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { Switcher } from '@/ui/switcher';
import { useRegistryMessages } from '../messages';

const LANGUAGES = [
  ['python', 'Python'],
  ['java', 'Java'],
  ['curl', 'curl'],
] as const;
type Language = (typeof LANGUAGES)[number][0];

type Loaded = { name: string; version: string; alias: string | undefined };

/** How programs load a version: by an alias where there is one, since that can be moved. */
export function LoadSnippets(loaded: Loaded) {
  const t = useRegistryMessages();
  const withToken = useHasAccounts();
  const [language, setLanguage] = useState<Language>('python');
  return (
    <Section
      title={t('load')}
      actions={<Switcher label={t('language')} value={language} options={LANGUAGES} onChange={setLanguage} />}
    >
      <Snippet code={CODE[language](loaded, withToken)} />
    </Section>
  );
}

const CODE: Record<Language, (loaded: Loaded, withToken: boolean) => string> = {
  python: ({ name, version, alias }) => {
    const uri = alias === undefined ? `models:/${name}/${version}` : `models:/${name}@${alias}`;
    return `${PREAMBLE}\n\nmodel = mlflow.pyfunc.load_model(${JSON.stringify(uri)})\nmodel.predict(data)`;
  },
  java: ({ name, version }) =>
    [
      'import java.io.File;',
      'import org.mlflow.tracking.MlflowClient;',
      '',
      `try (MlflowClient client = new MlflowClient(${JSON.stringify(SERVER)})) {`,
      `    File folder = client.downloadModelVersion(${JSON.stringify(name)}, ${JSON.stringify(version)});`,
      '}',
    ].join('\n'),
  curl: ({ name, version, alias }, withToken) => {
    const api = `${SERVER}/api/2.0/mlflow`;
    const get = alias === undefined ? 'model-versions/get' : 'registered-models/alias';
    const key = alias === undefined ? `version=${version}` : `alias=${alias}`;
    return [
      `curl -G ${shellWord(`${api}/${get}`)}`,
      ...curlHeaders(withToken),
      `--data-urlencode ${shellWord(`name=${name}`)} -d ${shellWord(key)}`,
    ].join(' \\\n  ');
  },
};
