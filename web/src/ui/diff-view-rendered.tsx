import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, minimalSetup } from 'codemirror';
import { useEffect, useRef } from 'react';
import { languageOf } from './code-language';
import { codeTheme } from './code-theme';
import styles from './diff-view.module.css';
import { useUiMessages } from './messages';

type Props = { before: string; after: string; name: string; label: string };

/** In pixels; narrower places have no room for two columns of code. */
const TWO_COLUMNS = 640;
const FOLDED = { margin: 3, minSize: 6 };

export default function DiffViewRendered({ before, after, name, label }: Props) {
  const t = useUiMessages();
  const unchanged = t('unchangedLines');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = place.current;
    if (!host) return undefined;
    let shown: MergeView | EditorView | undefined;
    let isGone = false;
    void (languageOf(name)?.load() ?? Promise.resolve([])).then((language: Extension) => {
      if (!isGone) shown = show(host, { before, after, label, unchanged, language });
    });
    return () => {
      isGone = true;
      shown?.destroy();
    };
  }, [before, after, name, label, unchanged]);
  return <div ref={place} className={styles['diff']} />;
}

type Content = { before: string; after: string; label: string; unchanged: string; language: Extension };

function show(host: HTMLElement, { before, after, label, unchanged, language }: Content): MergeView | EditorView {
  // Within a shadow tree its styles are adopted sheets; elsewhere they were inline ones, which the policy forbids.
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const extensions = [
    minimalSetup,
    codeTheme(true),
    DIFF_THEME,
    language,
    EditorState.phrases.of({ '$ unchanged lines': unchanged }),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', role: 'textbox', tabindex: '0' }),
    EditorView.lineWrapping,
  ];
  if (host.clientWidth < TWO_COLUMNS) {
    const one = unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: FOLDED });
    return new EditorView({ doc: after, parent: root, root, extensions: [...extensions, one] });
  }
  return new MergeView({
    a: { doc: before, extensions },
    b: { doc: after, extensions },
    parent: root,
    root,
    collapseUnchanged: FOLDED,
  });
}

const DIFF_THEME = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--danger-soft)' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--success-soft)' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    color: 'var(--danger)',
    textDecoration: 'underline',
  },
  '&.cm-merge-b .cm-changedText': { background: 'none', color: 'var(--success)', textDecoration: 'underline' },
  '.cm-collapsedLines': {
    background: 'var(--surface-sunken)',
    color: 'var(--text-muted)',
    padding: '2px 8px',
  },
});
