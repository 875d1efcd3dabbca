import { Markdown } from '@/ui/markdown';
import type { PreviewProps } from '../components/artifact-view';
import { Head } from './head';
import styles from './previews.module.css';

export default function MarkdownPreview({ owner, path }: PreviewProps) {
  return (
    <Head owner={owner} path={path}>
      {({ text }) => (
        <div className={styles['padded']}>
          <Markdown text={text} />
        </div>
      )}
    </Head>
  );
}
