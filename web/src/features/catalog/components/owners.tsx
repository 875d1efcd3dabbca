import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Line, Rows } from '@/ui/rows';
import { Section } from '@/ui/section';
import { addressOf } from '../address';
import { placeOf, placesAround, thingQuery } from '../api/things';
import { useCatalogMessages } from '../messages';

/** Who owns a thing, or what it lies in as far as that is seen: they may do everything with it. */
export function Owners({ fullName }: { fullName: string }) {
  const t = useCatalogMessages();
  const places = [placeOf(fullName), ...placesAround(fullName).toReversed()];
  const found = useQueries({ queries: places.map((place) => thingQuery(place)) });
  const owners = places.flatMap((place, index) => {
    const owner = found[index]?.data?.owner;
    return owner === null || owner === undefined ? [] : { place, owner };
  });
  if (owners.length === 0) return null;
  return (
    <Section title={t('owns')}>
      <Rows label={t('owns')}>
        {owners.map(({ place, owner }) => (
          <Line
            key={place.kind}
            facts={
              place.fullName === fullName ? (
                t('ownsHere')
              ) : (
                <Link {...addressOf(place)}>
                  {t('ownsAround', { kind: t(`kind.${place.kind}`), name: place.fullName })}
                </Link>
              )
            }
          >
            {owner}
          </Line>
        ))}
      </Rows>
    </Section>
  );
}
