/** What is shown of a file, told by its name. `unknown` is told by its content. */
const EXTENSIONS = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp', 'svg', 'avif', 'ico'],
  audio: ['mp3', 'wav', 'ogg', 'flac', 'm4a', 'opus', 'oga'],
  video: ['mp4', 'webm', 'mov', 'ogv', 'm4v'],
  pdf: ['pdf'],
  html: ['html', 'htm'],
  markdown: ['md', 'markdown'],
  notebook: ['ipynb'],
  json: ['json'],
  geojson: ['geojson'],
  table: ['csv', 'tsv'],
  parquet: ['parquet'],
  zip: ['zip', 'jar', 'whl', 'npz'],
} as const;

export type Kind = keyof typeof EXTENSIONS | 'model' | 'unknown';

export function kindOf(name: string): Kind {
  if (name === 'MLmodel') return 'model';
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const kinds = Object.entries(EXTENSIONS) as [keyof typeof EXTENSIONS, readonly string[]][];
  return kinds.find(([, extensions]) => extensions.includes(extension))?.[0] ?? 'unknown';
}

/** What a person would also look at as text. */
export function hasSource(name: string): boolean {
  return (
    ['html', 'markdown', 'notebook', 'json', 'geojson', 'table', 'model'].includes(kindOf(name)) || /\.svg$/i.test(name)
  );
}
