import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getDocument, GlobalWorkerOptions, PDFDataRangeTransport, type PDFDocumentProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef } from 'react';
import { ApiError, ask } from '@/lib/api-client';
import { notifyError } from '@/ui/toast';
import { fileUrl, headQuery, type Head } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

GlobalWorkerOptions.workerSrc = worker;

/** The page's width in CSS pixels, and how many pages are offered at most. */
const WIDTH = 820;
const MOST_PAGES = 500;
/** Bytes that are read at first; other parts as they are needed. */
const FIRST = 65_536;

/** Reads a file by parts, as everything else is asked for. */
class Ranges extends PDFDataRangeTransport {
  constructor(
    private readonly url: string,
    { content, size }: Head,
  ) {
    super(size, content.slice()); // the reader takes it away
  }

  override requestDataRange(begin: number, end: number): void {
    void ask(this.url, { headers: { Range: `bytes=${begin}-${end - 1}` } })
      .then((response) => response.arrayBuffer())
      .then(
        (part) => this.onDataRange(begin, new Uint8Array(part)),
        (error: unknown) => {
          this.abort(); // its page stays empty
          if (!(error instanceof ApiError && error.isOffline)) notifyError(error as Error); // else the bar says why
        },
      );
  }
}

/** The pages of a PDF, each drawn when it comes into sight and read by ranges. What a PDF would run does not run. */
export default function PdfPreview({ owner, path }: PreviewProps) {
  const t = useArtifactMessages();
  const client = useQueryClient();
  const { data } = useSuspenseQuery({
    queryKey: ['artifacts', owner.id, 'pdf', path],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: async () => {
      const source = await client.query(headQuery(owner, path, FIRST));
      const range = new Ranges(fileUrl(owner, path), source);
      const pdf = await getDocument({ range, disableAutoFetch: true, enableXfa: false, useWasm: false }).promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      return { pdf, ratio: height / width };
    },
  });
  const pages = Math.min(data.pdf.numPages, MOST_PAGES);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <div className={styles['pages']} role="region" aria-label={path} tabIndex={0}>
      {Array.from({ length: pages }, (_, place) => (
        <Sheet
          key={place}
          pdf={data.pdf}
          number={place + 1}
          ratio={data.ratio}
          label={t('pageOf', { page: place + 1, pages: data.pdf.numPages })}
        />
      ))}
    </div>
  );
}

type SheetProps = { pdf: PDFDocumentProxy; number: number; ratio: number; label: string };

function Sheet({ pdf, number, ratio, label }: SheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const place = canvas.current;
    if (!place) return undefined;
    let cancel: (() => void) | undefined;
    const watching = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting !== true) return;
        watching.disconnect();
        cancel = draw(pdf, number, place);
      },
      { rootMargin: '400px' },
    );
    watching.observe(place);
    return () => {
      watching.disconnect();
      cancel?.();
    };
  }, [pdf, number]);
  return (
    <canvas
      ref={canvas}
      aria-label={label}
      className={styles['sheet']}
      style={{ width: WIDTH, aspectRatio: `1 / ${ratio}` }}
    >
      {label}
    </canvas>
  );
}

/** Draws a page; gives what ends that. */
function draw(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement): () => void {
  let isGone = false;
  let task: { cancel: () => void; promise: Promise<void> } | undefined;
  void pdf.getPage(number).then((page) => {
    if (isGone) return;
    const whole = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: (WIDTH * devicePixelRatio) / whole.width });
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.style.aspectRatio = `${viewport.width} / ${viewport.height}`;
    task = page.render({ canvas, viewport });
    task.promise.then(
      () => canvas.setAttribute('data-drawn', ''),
      () => undefined, // given up
    );
  });
  return () => {
    isGone = true;
    task?.cancel();
  };
}
