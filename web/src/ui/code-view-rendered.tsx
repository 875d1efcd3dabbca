import { StateEffect } from '@codemirror/state';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useRef } from 'react';
import { languageOf } from './code-language';
import { codeTheme } from './code-theme';
import styles from './code-view.module.css';

/** A longer line is shown without colours, which would take as long as all else together. */
const COLOURED_AT_MOST = 2_000_000;

type Props = { text: string; name: string; label: string; grows?: boolean };

export default function CodeViewRendered({ text, name, label, grows = false }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    // Within a shadow tree its styles are adopted sheets; elsewhere they were inline ones, which the policy forbids.
    const root = place.current.shadowRoot ?? place.current.attachShadow({ mode: 'open' });
    const view = new EditorView({
      doc: text,
      parent: root,
      root,
      extensions: [
        basicSetup,
        codeTheme(grows),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-readonly': 'true',
          role: 'textbox',
          tabindex: '0',
        }),
        EditorView.lineWrapping,
      ],
    });
    let isGone = false;
    const language = text.length > COLOURED_AT_MOST ? undefined : languageOf(name);
    void language?.load().then((support) => {
      if (!isGone) view.dispatch({ effects: StateEffect.appendConfig.of(support) });
    });
    return () => {
      isGone = true;
      view.destroy();
    };
  }, [text, name, label, grows]);
  return <div ref={place} className={styles['code']} />;
}
