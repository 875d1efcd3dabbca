import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';

/** What is not loaded, or not followed, is shown all the same. */
const LINKED = {
  /** No image is loaded from elsewhere: it would tell that place who reads this. */
  img: ({ src, alt }: { src?: unknown; alt?: string | undefined }) => <a href={String(src)}>{alt ?? String(src)}</a>,
  /** The renderer empties addresses that would run something: of those the text stays. */
  a: ({ href, children }: { href?: string | undefined; children?: ReactNode }) =>
    href === undefined || href === '' ? (
      <span>{children}</span>
    ) : href.startsWith('#') ? (
      <a href={href}>{children}</a>
    ) : (
      <a href={href} target="_blank" rel="noreferrer">
        {children}
      </a>
    ),
};

export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <div className={styles['markdown']} dir="auto">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={LINKED}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
