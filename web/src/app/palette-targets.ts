import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { answer, api } from '@/lib/api-client';
import { catalogNamesQuery } from '@/lib/catalog';
import { endpointsQuery } from '@/lib/endpoints';
import { experimentsNamed, latestExperiments } from '@/lib/experiments';
import { holding } from '@/lib/filter';
import { chooseLanguage, LANGUAGES, type Language } from '@/lib/messages';
import { modelQuery } from '@/lib/model-query';
import { promptNamesQuery } from '@/lib/prompts';
import { registeredNamesQuery } from '@/lib/registry';
import { useManagesWorkspace } from '@/lib/permissions';
import { sessionQuery, useIsAdmin } from '@/lib/session';
import { chooseTheme, THEMES } from '@/lib/theme';
import { notifyError } from '@/ui/toast';
import { useAppMessages } from './messages';

/** What the palette offers: a place, or something that the frame around the screens can do. */
export type Target = { key: string; label: string; kind: string; go: () => void };

const RUN_ID = /^[0-9a-f]{32}$/;
const MODEL_ID = /^m-[0-9a-f]{32}$/;
const TRACE_ID = /^tr-[0-9a-f]{32}$/;

/** Runs are looked for by so many letters at least, and in the latest experiments. */
const LETTERS = 2;
const FEW = 8;

/** What a text may mean, best first: what has it as its id, pages, then experiments, models, prompts and runs by name, actions. */
export function useTargets(text: string, openHelp: () => void): Target[] {
  const asked = useDeferredValue(text);
  const experiments = useQuery(experimentsNamed(asked)).data ?? [];
  const experimentId = useRouterState({ select: ({ matches }) => paramsOf(matches.at(-1)?.params).experimentId });
  const runs = useQuery({ ...runsNamed(asked, experimentId), enabled: asked.length >= LETTERS }).data ?? [];
  const models = useQuery({ ...registeredNamesQuery(asked), enabled: asked.length >= LETTERS }).data ?? [];
  const prompts = useQuery({ ...promptNamesQuery(asked), enabled: asked.length >= LETTERS }).data ?? [];
  const endpoints =
    useQuery({ ...endpointsQuery, enabled: asked.length >= LETTERS, refetchInterval: false }).data ?? [];
  const inCatalogue = useQuery({ ...catalogNamesQuery(asked), enabled: asked.length >= LETTERS }).data ?? [];
  const t = useAppMessages();
  const navigate = useNavigate();
  const hasText = ({ label }: Target) => holds(label, text);
  const named = [
    ...experiments.map(({ experiment_id: id, name }) => ({
      key: id,
      label: name,
      kind: t('experiments'),
      go: () => void navigate({ to: '/experiments/$experimentId', params: { experimentId: id } }),
    })),
    ...(asked.length < LETTERS ? [] : models.slice(0, FEW)).map((name) => ({
      key: `model ${name}`,
      label: name,
      kind: t('models'),
      go: () => void navigate({ to: '/models/$modelName', params: { modelName: name } }),
    })),
    ...(asked.length < LETTERS ? [] : endpoints.filter(({ name }) => holds(name, asked)).slice(0, FEW)).map(
      ({ name }) => ({
        key: `endpoint ${name}`,
        label: name,
        kind: t('endpoints'),
        go: () => void navigate({ to: '/endpoints/$endpointName', params: { endpointName: name } }),
      }),
    ),
    ...(asked.length < LETTERS ? [] : prompts.slice(0, FEW)).map((name) => ({
      key: `prompt ${name}`,
      label: name,
      kind: t('prompts'),
      go: () => void navigate({ to: '/prompts/$promptName', params: { promptName: name } }),
    })),
    ...(asked.length < LETTERS ? [] : inCatalogue.slice(0, FEW)).map((name) => ({
      key: `catalogue ${name}`,
      label: name,
      kind: t('catalogue'),
      go: () => void navigate({ to: '/catalogue/models/$fullName', params: { fullName: name } }),
    })),
    ...(asked.length < LETTERS ? [] : runs).map(({ info: { run_id: runId, run_name: name } }) => ({
      key: runId,
      label: name,
      kind: t('runs'),
      go: () => void navigate({ to: '/runs/$runId', params: { runId } }),
    })),
  ];
  return [
    ...useById(text),
    ...usePages().filter(hasText),
    ...named.filter(hasText), // what is shown until an answer comes is of an earlier text
    ...useActions(openHelp).filter(hasText),
  ];
}

function holds(label: string, text: string): boolean {
  return label.toLowerCase().includes(text.toLowerCase());
}

function paramsOf(params: unknown): { experimentId?: string } {
  return params ?? {};
}

/** Runs of which the name holds a text: of one experiment, or of the latest ones where one looks at none. */
function runsNamed(text: string, experimentId: string | undefined) {
  return queryOptions({
    queryKey: ['runs', 'named', text, experimentId],
    queryFn: async ({ client, signal }) => {
      const ids = experimentId === undefined ? await client.query(latestExperiments) : [experimentId];
      const filter = `attributes.run_name ILIKE ${holding(text)}`;
      const body = { experiment_ids: ids, filter, max_results: FEW, order_by: ['attributes.start_time DESC'] };
      return (await answer(api.POST('/ajax-api/2.0/mlflow/runs/search', { body, signal }))).runs ?? [];
    },
    placeholderData: (before) => before,
  });
}

function useById(text: string): Target[] {
  const t = useAppMessages();
  const navigate = useNavigate();
  const client = useQueryClient();
  const target = (label: string, go: () => void) => [{ key: text, label, kind: '', go }];
  if (RUN_ID.test(text)) {
    return target(t('runId', { id: text }), () => void navigate({ to: '/runs/$runId', params: { runId: text } }));
  }
  if (TRACE_ID.test(text)) {
    return target(
      t('traceId', { id: text }),
      () => void navigate({ to: '/traces/$traceId', params: { traceId: text } }),
    );
  }
  if (!MODEL_ID.test(text)) return [];
  const openModel = async () => {
    const { experiment_id: experimentId } = (await client.query(modelQuery(text))).info;
    await navigate({
      to: '/experiments/$experimentId/models/$modelId',
      params: { experimentId, modelId: text },
    });
  };
  return target(t('modelId', { id: text }), () => void openModel().catch(notifyError));
}

function usePages(): Target[] {
  const t = useAppMessages();
  const navigate = useNavigate();
  const user = useQuery(sessionQuery).data?.user;
  const isAdmin = useIsAdmin();
  const managesWorkspace = useManagesWorkspace();
  return (
    [
      ['/', t('home')],
      ['/experiments', t('experiments')],
      ['/models', t('models')],
      ['/endpoints', t('endpoints')],
      ['/prompts', t('prompts')],
      ['/catalogue', t('catalogue')],
      ['/inbox', t('requests')],
      ['/trash', t('trash')],
      ['/system', t('system')],
      ['/secrets', t('secrets')],
      ...(user
        ? ([
            ['/account', t('account')],
            ['/roles', t('roles')],
          ] as const)
        : []),
      ...(user?.is_admin === true
        ? ([
            ['/users', t('users')],
            ['/groups', t('groups')],
            ['/service-principals', t('programs')],
          ] as const)
        : []),
      ...(isAdmin
        ? ([
            ['/workspaces', t('workspaces')],
            ['/keys', t('keys')],
          ] as const)
        : []),
      ...(isAdmin || managesWorkspace
        ? ([
            ['/webhooks', t('webhooks')],
            ['/audit', t('audit')],
          ] as const)
        : []),
    ] as const
  ).map(([to, label]) => ({ key: to, label, kind: t('pages'), go: () => void navigate({ to }) }));
}

function useActions(openHelp: () => void): Target[] {
  const t = useAppMessages();
  const action = (label: string, go: () => void) => ({ key: label, label, kind: t('actions'), go });
  return [
    ...THEMES.map((theme) => action(`${t('theme')}: ${t(`theme.${theme}`)}`, () => chooseTheme(theme))),
    ...(Object.entries(LANGUAGES) as [Language, string][]).map(([language, name]) =>
      action(`${t('language')}: ${name}`, () => void chooseLanguage(language)),
    ),
    action(t('help'), openHelp),
  ];
}
