import { useMutation } from '@tanstack/react-query';
import type { EndpointConfig, EndpointTag } from '@/lib/endpoints';
import { answer, api } from '@/lib/api-client';
import { useChange } from '@/lib/change';
import { newerThan } from './configs';

type NewEndpoint = { name: string; description: string; config: EndpointConfig };

export function useCreateEndpoint() {
  return useChange('endpoints', (body: NewEndpoint) => answer(api.POST('/ajax-api/2.0/serving-endpoints', { body })));
}

type Update = {
  config: EndpointConfig;
  /** What its author knew that the endpoint was asked for. */
  known: EndpointConfig;
};

/** Serves something else, once all of it is loaded; if something newer than is known is there, that is told instead. */
export function useUpdateConfig(name: string) {
  return useChange('endpoints', async ({ config: { served_entities, traffic_config }, known }: Update) => {
    const newer = await newerThan(name, known);
    if (newer) return newer;
    const body = { served_entities: served_entities ?? [], traffic_config: traffic_config ?? null };
    await answer(api.PUT('/ajax-api/2.0/serving-endpoints/{name}/config', { params: { path: { name } }, body }));
    return undefined;
  });
}

/** Serves again what a configuration said. */
export function useRollBack(name: string) {
  return useChange('endpoints', (version: number) =>
    answer(
      api.POST('/ajax-api/3.0/cairn/serving-endpoints/{name}/rollback', {
        params: { path: { name } },
        body: { config_version: version },
      }),
    ),
  );
}

/** Whoever shows it leaves it, before anything is read anew. */
export function useDeleteEndpoint(name: string) {
  return useMutation({
    mutationFn: () => api.DELETE('/ajax-api/2.0/serving-endpoints/{name}', { params: { path: { name } }, body: {} }),
  });
}

export function usePatchTags(name: string) {
  return useChange('endpoints', (tags: { add_tags?: EndpointTag[]; delete_tags?: string[] }) =>
    answer(api.PATCH('/ajax-api/2.0/serving-endpoints/{name}/tags', { params: { path: { name } }, body: tags })),
  );
}
