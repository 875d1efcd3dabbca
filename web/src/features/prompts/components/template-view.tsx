import { betweenNames } from '@/lib/format';
import { CopyButton } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { partsOf, plain, variablesOf, type Template } from '../api/template';
import { usePromptMessages } from '../messages';
import styles from './template-view.module.css';

/** A template as it is written, with the places to fill marked; a chat message by message. */
export function TemplateView({ template }: { template: Template }) {
  const t = usePromptMessages();
  const text = typeof template === 'string' ? template : JSON.stringify(template, null, 2);
  return (
    <Section title={t('template')} actions={<CopyButton text={text} />}>
      {typeof template === 'string' ? (
        <div className={styles['message']}>
          <Marked text={template} />
        </div>
      ) : (
        template.map(({ role, content }, place) => (
          <article key={place} className={styles['message']} data-role={role} aria-label={role}>
            <h3 className={styles['role']}>{role}</h3>
            <Marked text={content} />
          </article>
        ))
      )}
      <Variables template={template} />
    </Section>
  );
}

function Marked({ text }: { text: string }) {
  return (
    <p className={styles['text']} dir="auto">
      {partsOf(text).map(({ kind, text: part }, place) =>
        kind === 'text' ? (
          part
        ) : (
          <mark key={place} data-kind={kind}>
            {part}
          </mark>
        ),
      )}
    </p>
  );
}

function Variables({ template }: { template: Template }) {
  const t = usePromptMessages();
  const names = variablesOf(template);
  if (plain(template) === '') return null;
  return (
    <p className="muted">
      {names.length === 0 ? t('noVariables') : t('variables', { names: names.join(betweenNames()) })}
    </p>
  );
}
