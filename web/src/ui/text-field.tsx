import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import styles from './text-field.module.css';

type TextFieldProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** A button at its end. */
  button?: ReactNode;
  onChange: (value: string) => void;
};

/** One line of text with its label, a hint, and what is wrong with it. */
export function TextField({ label, hint, error, button, onChange, ...rest }: TextFieldProps) {
  return (
    <Field.Root className={styles['field']} invalid={error !== undefined}>
      <Field.Label className={styles['label']}>{label}</Field.Label>
      <span className={styles['line']}>
        <Field.Control dir="auto" {...rest} className={styles['input']} onValueChange={(value) => onChange(value)} />
        {button}
      </span>
      {hint !== undefined && <Field.Description className={styles['hint']}>{hint}</Field.Description>}
      {error !== undefined && (
        <Field.Error className={styles['error']} match>
          {error}
        </Field.Error>
      )}
    </Field.Root>
  );
}

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'onChange'> & {
  label: string;
  onChange: (value: string) => void;
};

/** Several lines of text, whose label is for those who listen. */
export function TextArea({ label, onChange, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      dir="auto"
      {...rest}
      aria-label={label}
      className={[styles['input'], styles['area'], className].filter(Boolean).join(' ')}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
