import { useSuspenseQuery } from '@tanstack/react-query';
import { readModel } from '@/lib/ml-model';
import { CodeView } from '@/ui/code-view';
import { ModelCard } from '@/ui/model-card';
import { headQuery, nameOf, type Owner } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import styles from './previews.module.css';

const MOST = 1024 * 1024;

/** An MLmodel file: what the model takes and gives, and how to load and serve it. */
export default function ModelPreview({ owner, path }: PreviewProps) {
  const { data: head } = useSuspenseQuery(headQuery(owner, path, MOST));
  const text = new TextDecoder().decode(head.content);
  const model = readModel(text);
  if (!model) return <CodeView text={text} name={nameOf(path)} label={path} />;
  return (
    <div className={styles['padded']}>
      <ModelCard model={model} uri={uriOf(owner, path)} />
    </div>
  );
}

function uriOf({ kind, id }: Owner, path: string): string {
  const folder = path.split('/').slice(0, -1).join('/');
  return kind === 'run' ? `runs:/${id}/${folder}` : `models:/${id}`;
}
