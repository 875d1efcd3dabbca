import { useMemo } from 'react';
import { CodeView } from '@/ui/code-view';
import { Markdown } from '@/ui/markdown';
import { nameOf } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import { Head } from './head';
import { readNotebook, type Cell, type Output } from './notebook';
import styles from './previews.module.css';

const FIRST = 8 * 1024 * 1024;

/** A Jupyter notebook. Of outputs, pictures and texts are shown; HTML and scripts are not run. */
export default function NotebookPreview({ owner, path }: PreviewProps) {
  return (
    <Head owner={owner} path={path} first={FIRST}>
      {({ text }) => <Notebook text={text} path={path} />}
    </Head>
  );
}

function Notebook({ text, path }: { text: string; path: string }) {
  const notebook = useMemo(() => readNotebook(text), [text]);
  if (!notebook) return <CodeView text={text} name={nameOf(path)} label={path} />;
  return (
    <div className={styles['cells']}>
      {notebook.cells.map((cell, place) => (
        <CellView key={place} cell={cell} name={`cell.${notebook.extension}`} />
      ))}
    </div>
  );
}

function CellView({ cell, name }: { cell: Cell; name: string }) {
  const count = cell.kind === 'code' ? `[${cell.count ?? ' '}]` : '';
  return (
    <div className={styles['cell']}>
      <span className={styles['count']}>{count}</span>
      {cell.kind === 'markdown' ? (
        <Markdown text={cell.source} />
      ) : (
        <div className={styles['source']}>
          <CodeView text={cell.source} name={cell.kind === 'code' ? name : 'raw.txt'} label={count} grows />
        </div>
      )}
      {cell.outputs.map((output, place) => (
        <div key={place} className={styles['output']}>
          <OutputView output={output} />
        </div>
      ))}
    </div>
  );
}

function OutputView({ output }: { output: Output }) {
  const t = useArtifactMessages();
  switch (output.kind) {
    case 'picture':
      return <img src={output.url} alt={t('output')} />;
    case 'markdown':
      return <Markdown text={output.text} />;
    case 'text':
      return <pre>{output.text}</pre>;
    case 'error':
      return <pre className={styles['failed']}>{output.text}</pre>;
    case 'hidden':
      return <p className="muted">{t('notRun', { type: output.type })}</p>;
  }
}
