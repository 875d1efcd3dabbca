import { ChevronRight, Trash2 } from 'lucide-react';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { hasShare, missingOf, nameOf, type EntityDraft } from '../api/draft';
import { useEndpointMessages } from '../messages';
import { useShadowMessages } from '../messages-shadow';
import styles from './entity-fields.module.css';

type EntityLineProps = {
  entity: EntityDraft;
  place: number;
  /** Whose shadow it is, if it is one. */
  of: EntityDraft | undefined;
  isOpen: boolean;
  onToggle: () => void;
  onChange: (entity: EntityDraft) => void;
  onRemove: () => void;
};

/** One of several entities in a line: what it is called, what it answers with, and its share, which is given here. */
export function EntityLine({ entity, place, of, isOpen, onToggle, onChange, onRemove }: EntityLineProps) {
  const t = useEndpointMessages();
  const shadow = useShadowMessages();
  const { model, version, share } = entity;
  const isBad = missingOf(entity) !== undefined;
  const hasNoName = entity.name.trim() === '' && (model.trim() === '' || version.trim() === '');
  return (
    <div className={styles['line']}>
      <button type="button" className={styles['fold']} aria-expanded={isOpen} onClick={onToggle}>
        <ChevronRight aria-hidden />
        <span className={styles['what']}>
          <strong>{hasNoName ? t('entityNumber', { number: place + 1 }) : nameOf(entity)}</strong>
          <span className="muted">
            {model} {version !== '' && (version.startsWith('@') ? version : t('versionOf', { version }))}
          </span>
        </span>
        {isBad && !isOpen && <Badge tone="danger">{t('unfinished')}</Badge>}
      </button>
      {of ? (
        <span className="muted">{shadow('isShadow', { name: nameOf(of) })}</span>
      ) : (
        <div className={styles['share']}>
          <TextField
            label={t('share')}
            {...(!hasShare(entity) && { error: '0–100' })}
            inputMode="numeric"
            value={share}
            onChange={(typed) => onChange({ ...entity, share: typed })}
            autoComplete="off"
            required
          />
          <span aria-hidden>%</span>
        </div>
      )}
      <IconButton label={t('removeEntity', { number: place + 1 })} onClick={onRemove}>
        <Trash2 />
      </IconButton>
    </div>
  );
}
