export type Output =
  | { kind: 'picture'; url: string }
  | { kind: 'markdown' | 'text' | 'error'; text: string }
  /** What would have to be run to be seen. */
  | { kind: 'hidden'; type: string };

export type Cell = {
  kind: 'markdown' | 'code' | 'raw';
  source: string;
  count: number | undefined;
  outputs: Output[];
};

type Text = string | string[];
type RawOutput = { output_type?: string; text?: Text; data?: Record<string, Text>; traceback?: string[] };
type RawCell = { cell_type?: string; source?: Text; execution_count?: number | null; outputs?: RawOutput[] };
type Raw = { cells?: RawCell[]; metadata?: { language_info?: { file_extension?: string; name?: string } } };

/** A notebook of Jupyter (nbformat 4); undefined where a text is none. */
export function readNotebook(text: string): { cells: Cell[]; extension: string } | undefined {
  try {
    const raw = JSON.parse(text) as Raw;
    if (!Array.isArray(raw.cells)) return undefined;
    const extension = raw.metadata?.language_info?.file_extension?.replace('.', '') ?? 'py';
    return { cells: raw.cells.map(cellOf), extension };
  } catch {
    return undefined;
  }
}

function cellOf({ cell_type: type, source, execution_count: count, outputs }: RawCell): Cell {
  return {
    kind: type === 'markdown' || type === 'code' ? type : 'raw',
    source: joined(source),
    count: count ?? undefined,
    outputs: (outputs ?? []).map(outputOf),
  };
}

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

function outputOf({ output_type: type, text, data = {}, traceback }: RawOutput): Output {
  if (type === 'stream') return { kind: 'text', text: plain(joined(text)) };
  if (type === 'error') return { kind: 'error', text: plain((traceback ?? []).join('\n')) };
  const picture = PICTURES.find((kind) => kind in data);
  if (picture !== undefined) {
    return { kind: 'picture', url: `data:${picture};base64,${joined(data[picture]).replaceAll(/\s/g, '')}` };
  }
  if ('image/svg+xml' in data) {
    // Within a picture no script of it runs.
    return {
      kind: 'picture',
      url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(joined(data['image/svg+xml']))}`,
    };
  }
  if ('text/markdown' in data) return { kind: 'markdown', text: joined(data['text/markdown']) };
  if ('text/plain' in data) return { kind: 'text', text: plain(joined(data['text/plain'])) };
  return { kind: 'hidden', type: Object.keys(data)[0] ?? String(type) };
}

function joined(text: Text | undefined): string {
  return Array.isArray(text) ? text.join('') : (text ?? '');
}

/** A text without the escapes that colour it on a terminal. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- an escape is one
  return text.replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '');
}
