type Edge = { from: string; to: string };

/** Where a node stands: its column from the left, and its place in that from the top. */
export type Spot = { column: number; row: number };

/** How often neighbours draw nodes towards them. */
const SWEEPS = 6;

/**
 * Nodes in columns, so that edges lead from the left to the right, but for those that close a circle; within a column
 * near to their neighbours.
 */
export function laidOut(keys: readonly string[], edges: readonly Edge[]): Map<string, Spot> {
  const known = new Set(keys);
  const forward = withoutCircles(
    keys,
    edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to)),
  );
  const columns = byColumn(keys, columnsOf(keys, forward));
  for (let sweep = 0; sweep < SWEEPS; sweep++) draw(columns, forward);
  return spots(columns);
}

function grouped(edges: readonly Edge[], by: 'from' | 'to'): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const edge of edges) {
    const group = groups.get(edge[by]) ?? [];
    group.push(by === 'from' ? edge.to : edge.from);
    groups.set(edge[by], group);
  }
  return groups;
}

/** Leaves out each edge that leads back to what it was reached from. */
function withoutCircles(keys: readonly string[], edges: readonly Edge[]): Edge[] {
  const after = grouped(edges, 'from');
  const state = new Map<string, 'open' | 'done'>();
  const kept: Edge[] = [];
  const visit = (from: string) => {
    state.set(from, 'open');
    for (const to of after.get(from) ?? []) {
      if (state.get(to) === 'open') continue;
      kept.push({ from, to });
      if (!state.has(to)) visit(to);
    }
    state.set(from, 'done');
  };
  for (const key of keys) if (!state.has(key)) visit(key);
  return kept;
}

/** The column of each: behind all that leads to it, and what nothing leads to right before what it leads to. */
function columnsOf(keys: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const before = grouped(edges, 'to');
  const after = grouped(edges, 'from');
  const columns = new Map<string, number>();
  const column = (key: string): number => {
    const known = columns.get(key);
    if (known !== undefined) return known;
    const found = Math.max(-1, ...(before.get(key) ?? []).map(column)) + 1;
    columns.set(key, found);
    return found;
  };
  keys.forEach(column);
  for (const key of keys) {
    const next = after.get(key);
    if (!before.has(key) && next) columns.set(key, Math.min(...next.map(column)) - 1);
  }
  return columns;
}

function byColumn(keys: readonly string[], columns: ReadonlyMap<string, number>): string[][] {
  const all = new Map<number, string[]>();
  for (const key of keys) {
    const column = columns.get(key) ?? 0;
    all.set(column, [...(all.get(column) ?? []), key]);
  }
  return [...all].toSorted(([one], [other]) => one - other).map(([, column]) => column);
}

function spots(columns: readonly (readonly string[])[]): Map<string, Spot> {
  return new Map(columns.flatMap((keys, column) => keys.map((key, row) => [key, { column, row }] as const)));
}

/** Sorts each column by where the neighbours of its nodes stand. */
function draw(columns: string[][], edges: readonly Edge[]): void {
  const before = grouped(edges, 'to');
  const after = grouped(edges, 'from');
  for (const column of columns) {
    const now = spots(columns);
    const centred = (key: string) =>
      (now.get(key)?.row ?? 0) - ((columns[now.get(key)?.column ?? 0]?.length ?? 1) - 1) / 2;
    const wanted = new Map(
      column.map((key) => {
        const near = [...(before.get(key) ?? []), ...(after.get(key) ?? [])].map(centred);
        return [key, near.length === 0 ? centred(key) : near.reduce((sum, one) => sum + one, 0) / near.length];
      }),
    );
    column.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
  }
}
