import { useHasAccounts } from '@/lib/session';
import { CopyId } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import type { Thing } from '../api/things';
import { useCatalogMessages } from '../messages';

/** Whose a thing is, and when and by whom it was made and changed. */
export function AboutThing({ thing }: { thing: Thing }) {
  const t = useCatalogMessages();
  const hasAccounts = useHasAccounts();
  const properties = Object.entries(thing.properties ?? {});
  return (
    <>
      <Section title={t('about')}>
        <Facts
          facts={[
            [t('name'), <CopyId key="name" id={thing.full_name} />],
            [t('owner'), thing.owner ?? (hasAccounts && <span className="muted">{t('noOwner')}</span>)],
            [t('created'), <When key="created" millis={thing.created_at} by={thing.created_by} />],
            [t('updated'), <When key="updated" millis={thing.updated_at} by={thing.updated_by} />],
          ]}
        />
      </Section>
      {properties.length > 0 && (
        <Section title={t('properties')} count={properties.length}>
          <Facts facts={properties} />
        </Section>
      )}
    </>
  );
}

type WhenProps = { millis: number | null | undefined; by: string | null | undefined };

/** When something was done, and by whom. */
export function When({ millis, by }: WhenProps) {
  if (millis === null || millis === undefined) return <span className="muted">–</span>;
  return (
    <>
      <RelativeTime millis={millis} /> <span className="muted">{by}</span>
    </>
  );
}
