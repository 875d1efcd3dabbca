import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';

/** No image is loaded from elsewhere: it would tell that place who reads this. */
const LINKED = {
  img: ({ src, alt }: { src?: unknown; alt?: string | undefined }) => <a href={String(src)}>{alt ?? String(src)}</a>,
};

export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <div className={styles['markdown']}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={LINKED}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
