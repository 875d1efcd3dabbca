import {
  retainSearchParams,
  stripSearchParams,
  type SearchMiddleware,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import * as v from 'valibot';

/**
 * The part of an address that is a view's state: `entries` say what may stand there, `unchanged` what holds where
 * nothing does. What cannot be read is as if it were not there, and what is unchanged does not stand in the address. What
 * is `kept` stays on the way to a screen beside this one.
 */
export function searchParams<E extends v.ObjectEntries>(
  entries: E,
  unchanged: v.InferOutput<v.ObjectSchema<E, undefined>>,
  kept: readonly (keyof E & string)[] = [],
) {
  type Search = v.InferOutput<v.ObjectSchema<E, undefined>>;
  const schema = v.object(entries);
  return {
    validateSearch: (given: Partial<Search> & SearchSchemaInput): Search => {
      const read = v.safeParse(schema, { ...unchanged, ...given });
      return read.success ? read.output : unchanged;
    },
    search: {
      middlewares: [
        <S extends Search>(context: Parameters<SearchMiddleware<S>>[0]): S =>
          retainSearchParams<S>([...kept] as (keyof S)[])(context),
        // Whatever the search of the screens around holds.
        <S extends Search>(context: Parameters<SearchMiddleware<S>>[0]): S =>
          stripSearchParams<S>(unchanged as unknown as Parameters<typeof stripSearchParams<S>>[0])(context),
      ],
    },
  };
}
