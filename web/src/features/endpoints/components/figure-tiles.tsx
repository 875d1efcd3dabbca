import { count } from '@/lib/format';
import { Tile as Figure, Tiles } from '@/ui/tiles';
import { millis } from '../api/figures';
import { quantileAt, rateAt, type Answer } from '../api/metrics';
import { useWatchMessages } from '../messages-watch';

type TilesProps = {
  answers: readonly Answer[];
  entity: string;
  /** Whether it is the server that is looked at, which is the same for all its entities. */
  isServer?: boolean;
};

type Tile = [name: string, at: (place: number) => number | undefined, written: (value: number) => string];

/** The figures of one entity, or of the server that it is on, each with how it went while one looked. */
export function FigureTiles({ answers, entity, isServer = false }: TilesProps) {
  const t = useWatchMessages();
  const value = (name: string) => (place: number) => answers[place]?.byEntity.get(entity)?.values[name];
  const rate = (name: string) => (place: number) => rateAt(answers, place, entity, name);
  const quantile = (part: number) => (place: number) => quantileAt(answers, place, entity, part);
  const perSecond = (number: number) => t('perSecond', { number: Math.round(number * 100) / 100 });
  const percent = (number: number) => t('percent', { number: Math.round(number * 10) / 10 });
  const ofEntity: Tile[] = [
    [t('requests'), value('request_count_total'), count],
    [t('rate'), rate('request_count_total'), perSecond],
    [t('median'), quantile(0.5), millis],
    [t('slowest'), quantile(0.99), millis],
    [t('refused'), value('request_4xx_count_total'), count],
    [t('failed'), value('request_5xx_count_total'), count],
    [t('rejected'), value('cairn_requests_rejected_total'), count],
    [t('inFlight'), value('cairn_requests_in_flight'), count],
  ];
  const ofServer: Tile[] = [
    [t('cpu'), value('cpu_usage_percentage'), percent],
    [t('memory'), value('mem_usage_percentage'), percent],
  ];
  const last = answers.length - 1;
  return (
    <Tiles>
      {(isServer ? ofServer : ofEntity).map(([name, at, written]) => {
        const now = at(last);
        return (
          <Figure key={name} name={name} values={answers.map((_, place) => at(place))}>
            {now === undefined ? '–' : written(now)}
          </Figure>
        );
      })}
    </Tiles>
  );
}
