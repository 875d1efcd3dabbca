import { useState } from 'react';
import { SERVER } from '@/lib/api-client';
import { useHasAccounts } from '@/lib/session';
import { curlHeaders, PREAMBLE, shellWord } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { Switcher } from '@/ui/switcher';
import { variablesOf } from '../api/template';
import type { PromptVersion } from '../api/versions';
import { usePromptMessages } from '../messages';

const LANGUAGES = [
  ['python', 'Python'],
  ['curl', 'curl'],
] as const;
type Language = (typeof LANGUAGES)[number][0];

/** How programs load a version: by an alias where there is one, since that can be moved. */
export function LoadSnippets({ version }: { version: PromptVersion }) {
  const t = usePromptMessages();
  const withToken = useHasAccounts();
  const [language, setLanguage] = useState<Language>('python');
  return (
    <Section
      title={t('load')}
      actions={<Switcher label={t('language')} value={language} options={LANGUAGES} onChange={setLanguage} />}
    >
      <Snippet code={CODE[language](version, withToken)} />
    </Section>
  );
}

const CODE: Record<Language, (loaded: PromptVersion, withToken: boolean) => string> = {
  python: ({ name, version, aliases: [alias], template }) => {
    const uri = alias === undefined ? `prompts:/${name}/${version}` : `prompts:/${name}@${alias}`;
    const values = variablesOf(template)
      .filter((variable) => !variable.includes('.'))
      .map((variable) => `${variable}=${variable}`);
    return `${PREAMBLE}\n\nprompt = mlflow.genai.load_prompt(${JSON.stringify(uri)})\nprompt.format(${values.join(', ')})`;
  },
  curl: ({ name, version, aliases: [alias] }, withToken) => {
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
