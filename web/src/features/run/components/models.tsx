import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { versionsOfRunQuery } from '@/lib/registry';
import { CopyButton } from '@/ui/copy-button';
import { LinkLines } from '@/ui/link-lines';
import { Section } from '@/ui/section';
import { VersionLines } from '@/ui/version-lines';
import { loggedModelQuery, modelsOfRunQuery } from '../api/links';
import type { Run } from '../api/run';
import { useRunMessages } from '../messages';

/** The models that a run made or used, and the versions that they became. */
export function Models({ run }: { run: Run }) {
  const t = useRunMessages();
  const outputs = run.outputs?.model_outputs ?? [];
  const found = useQuery(modelsOfRunQuery(run));
  const made = found.data ?? [];
  const versions = useQuery(versionsOfRunQuery(run.info.run_id)).data ?? [];
  const steps = new Map(outputs.map(({ model_id: id, step }) => [id, step]));
  const others = found.isPending
    ? []
    : outputs.map(({ model_id: id }) => id).filter((id) => !made.some((model) => model.model_id === id));
  const inputs = [...new Set((run.inputs?.model_inputs ?? []).map(({ model_id: id }) => id))];
  return (
    <>
      {made.length + others.length > 0 && (
        <Section title={t('modelsMade')} count={made.length + others.length}>
          <LinkLines>
            {made.map((model) => (
              <Model key={model.model_id} id={model.model_id} experimentId={model.experiment_id} name={model.name}>
                <Step step={steps.get(model.model_id)} />
              </Model>
            ))}
            {others.map((id) => (
              <Model key={id} id={id} experimentId={run.info.experiment_id} name={id} />
            ))}
          </LinkLines>
        </Section>
      )}
      {inputs.length > 0 && <ModelsUsed ids={inputs} run={run} />}
      {versions.length > 0 && (
        <Section title={t('versions')} count={versions.length}>
          <VersionLines versions={versions} />
        </Section>
      )}
    </>
  );
}

const ASKED_AT_MOST = 20;

function ModelsUsed({ ids, run }: { ids: readonly string[]; run: Run }) {
  const t = useRunMessages();
  const found = useQueries({ queries: ids.slice(0, ASKED_AT_MOST).map((id) => loggedModelQuery(id)) });
  return (
    <Section title={t('modelsUsed')} count={ids.length}>
      <LinkLines>
        {ids.map((id, place) => {
          const model = found[place]?.data;
          return (
            <Model
              key={id}
              id={id}
              experimentId={model?.experiment_id ?? run.info.experiment_id}
              name={model?.name ?? id}
            />
          );
        })}
      </LinkLines>
    </Section>
  );
}

type ModelProps = { id: string; experimentId: string; name: string; children?: ReactNode };

function Model({ id, experimentId, name, children }: ModelProps) {
  return (
    <li>
      <Link to="/experiments/$experimentId/models/$modelId" params={{ experimentId, modelId: id }}>
        {name}
      </Link>
      {children}
      <CopyButton text={`models:/${id}`} />
    </li>
  );
}

function Step({ step }: { step: number | null | undefined }) {
  const t = useRunMessages();
  return step === null || step === undefined ? null : <span className="muted">{t('atStep', { step })}</span>;
}
