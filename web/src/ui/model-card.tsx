import type { ReactNode } from 'react';
import type { Field, MlModel } from '@/lib/ml-model';
import { SERVER } from '@/lib/api-client';
import { betweenNames } from '@/lib/format';
import { PREAMBLE, shellWord } from '@/lib/snippet';
import { Snippet } from './copy-button';
import { useUiMessages } from './messages';
import styles from './model-card.module.css';
import { Facts, Section } from './section';

type ModelCardProps = {
  model: MlModel;
  uri: string;
  /** How to load it, where there are more ways than by its own library. */
  load?: ReactNode;
  /** What a program that serves it takes from the environment, beside where the server is. */
  environment?: string;
};

/** What a model takes and gives, and how to load and serve it. */
export function ModelCard({ model, uri, load, environment }: ModelCardProps) {
  const t = useUiMessages();
  const variables = [`MLFLOW_TRACKING_URI=${SERVER}`, ...(environment === undefined ? [] : [environment])].join(' ');
  return (
    <div className={styles['card']}>
      <Facts
        facts={[
          [t('flavors'), model.flavors.join(betweenNames())],
          [t('mlflowVersion'), model.mlflowVersion],
          [t('pythonVersion'), model.pythonVersion],
        ]}
      />
      <Fields title={t('inputs')} fields={model.inputs} />
      <Fields title={t('outputs')} fields={model.outputs} />
      {model.params.length > 0 && <Fields title={t('modelParams')} fields={model.params} />}
      {load ?? (
        <Section title={t('loadModel')}>
          <Snippet code={loading(model, uri)} />
        </Section>
      )}
      <Section title={t('serveModel')}>
        <Snippet code={`export ${variables}\nmlflow models serve -m ${shellWord(uri)} -p 8080\n\n${request(model)}`} />
      </Section>
    </div>
  );
}

function Fields({ title, fields }: { title: string; fields: readonly Field[] }) {
  const t = useUiMessages();
  return (
    <Section title={title} count={fields.length}>
      {fields.length === 0 ? (
        <p className="muted">{t('noSignature')}</p>
      ) : (
        <Facts
          facts={fields.map(
            ({ name, type, isRequired }) =>
              [
                name,
                <span key={name}>
                  <code>{type}</code> {!isRequired && <span className="muted">{t('optional')}</span>}
                </span>,
              ] as const,
          )}
        />
      )}
    </Section>
  );
}

function loading({ loader }: MlModel, uri: string): string {
  const head = `${PREAMBLE}\n`;
  const own =
    loader === 'mlflow.pyfunc' ? '' : `\n# in its own library:\nmodel = ${loader}.load_model(${JSON.stringify(uri)})\n`;
  return `${head}model = mlflow.pyfunc.load_model(${JSON.stringify(uri)})\nmodel.predict(data)\n${own}`;
}

const EXAMPLES: Record<string, unknown> = {
  string: 'text',
  boolean: true,
  long: 1,
  integer: 1,
  double: 0.5,
  float: 0.5,
};

/** A request with a value of each input. */
function request({ inputs }: MlModel): string {
  const values = inputs.map(({ type }) => EXAMPLES[type] ?? 0);
  const names = inputs.map(({ name }) => name);
  const body = JSON.stringify({ dataframe_split: { columns: names, data: [values] } });
  return `curl http://127.0.0.1:8080/invocations -H 'Content-Type: application/json' \\\n  -d ${shellWord(body)}`;
}
