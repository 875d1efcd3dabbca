import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useHasAccounts } from '@/lib/session';
import { NavTabs } from '@/ui/nav-tabs';
import { Note } from '@/ui/note';
import { Page } from '@/ui/page';
import { FailedState, LoadingState } from '@/ui/states';
import { crumbsTo, partOf } from '../address';
import { placeOf, thingQuery, useDescribe, type Thing } from '../api/things';
import { CreateButton } from '../components/create-dialog';
import { ThingActions } from '../components/thing-actions';
import { useCatalogMessages } from '../messages';

/** What lies in a catalog, a schema and a model. */
const INSIDE = { catalog: 'schemas', schema: 'models', model: 'versions' } as const;

/** A catalog, a schema or a model: its name, what can be done with it, and below that its parts. */
export function ThingPage() {
  const { fullName = '' } = useParams({ strict: false });
  const { data: thing, error, refetch } = useQuery(thingQuery(placeOf(fullName)));
  if (thing) return <Loaded key={thing.full_name} thing={thing} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ thing }: { thing: Thing }) {
  const t = useCatalogMessages();
  const client = useQueryClient();
  const hasAccounts = useHasAccounts();
  const place = placeOf(thing.full_name);
  const describe = useDescribe(place);
  return (
    <Page
      title={thing.name}
      crumbs={crumbsTo(t('title'), thing.full_name)}
      actions={
        <>
          {place.kind !== 'model' && (
            <CreateButton kind={place.kind === 'catalog' ? 'schema' : 'model'} within={thing.full_name} />
          )}
          <ThingActions thing={thing} />
        </>
      }
      fill
    >
      <Note
        text={thing.comment ?? ''}
        current={async () => (await client.query({ ...thingQuery(place), staleTime: 0 })).comment ?? ''}
        save={describe.mutateAsync}
      />
      <NavTabs
        label={t('partsOfThing', { name: thing.name })}
        tabs={[
          { text: t(INSIDE[place.kind]), to: partOf(place, ''), exact: true },
          { text: t('details'), to: partOf(place, '/details') },
          ...(hasAccounts ? [{ text: t('permissions'), to: partOf(place, '/permissions') }] : []),
        ]}
      />
      <Outlet />
    </Page>
  );
}
