import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { EditorView } from 'codemirror';

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operator, tags.modifier], color: 'var(--series-2)' },
  // a little closer to the text, since the colour by itself is too light to read on white
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp],
    color: 'color-mix(in oklab, var(--series-3) 80%, var(--text))',
  },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--series-1)' },
  { tag: [tags.comment, tags.meta], color: 'var(--text-muted)' },
  { tag: [tags.propertyName, tags.typeName, tags.className, tags.tagName], color: 'var(--series-0)' },
  { tag: [tags.definition(tags.variableName), tags.function(tags.variableName)], color: 'var(--series-5)' },
  { tag: tags.heading, color: 'var(--series-0)', fontWeight: '620' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.strong, fontWeight: '620' },
  { tag: tags.emphasis, fontStyle: 'italic' },
]);

/** How code looks: in the colours of the design. `grows` is as high as its text. */
export function codeTheme(grows: boolean) {
  const theme = EditorView.theme({
    '&': { backgroundColor: 'var(--surface)', color: 'var(--text)', ...(!grows && { height: '100%' }) },
    '&.cm-focused': { outline: 'none' },
    '.cm-content:focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5' },
    '.cm-gutters': {
      backgroundColor: 'var(--surface-sunken)',
      borderInlineEnd: '1px solid var(--border)',
      color: 'var(--text-muted)',
    },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '.cm-panels': { backgroundColor: 'var(--surface-sunken)', color: 'var(--text)', borderColor: 'var(--border)' },
    '.cm-textfield, .cm-button': {
      backgroundColor: 'var(--surface)',
      backgroundImage: 'none',
      borderColor: 'var(--border-strong)',
      color: 'var(--text)',
    },
    '.cm-searchMatch': { backgroundColor: 'var(--warning-soft)' },
    '.cm-foldPlaceholder': {
      backgroundColor: 'var(--surface-hover)',
      borderColor: 'var(--border)',
      color: 'var(--text-muted)',
    },
    '.cm-selectionMatch, .cm-selectionBackground': { backgroundColor: 'var(--surface-selected)' },
  });
  return [theme, syntaxHighlighting(COLOURS)];
}
