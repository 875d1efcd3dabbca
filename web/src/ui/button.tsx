import type { ComponentProps } from 'react';
import styles from './button.module.css';

type ButtonProps = ComponentProps<'button'> & {
  /** `primary` is what most people came for: one a view. `danger` is what cannot be taken back. */
  kind?: 'primary' | 'normal' | 'quiet' | 'danger';
  /** Work is under way: the button waits. */
  busy?: boolean;
};

export function Button({ kind = 'normal', busy = false, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={[styles['button'], styles[kind], className].filter(Boolean).join(' ')}
    />
  );
}

type IconButtonProps = Omit<ButtonProps, 'aria-label'> & { label: string };

/** A button that shows only a picture; `label` is what it is called. */
export function IconButton({ label, className, kind = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      kind={kind}
      aria-label={label}
      title={label}
      className={[styles['icon'], className].filter(Boolean).join(' ')}
    />
  );
}

type ButtonLinkProps = ComponentProps<'a'>;

/** A link that looks like a button: it leads somewhere, or gives a file. */
export function ButtonLink({ className, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} className={[styles['button'], styles['link'], className].filter(Boolean).join(' ')}>
      {children}
    </a>
  );
}
