import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { faultOf, type VariableDraft } from '../api/draft';
import { useEndpointMessages } from '../messages';
import styles from './variable-fields.module.css';

const REFERENCE = '{{secrets/SCOPE/KEY}}';

type VariableFieldsProps = {
  variables: readonly VariableDraft[];
  onChange: (variables: VariableDraft[]) => void;
};

/** The environment variables of a served entity: texts, and references to secrets, which nobody sees here. */
export function VariableFields({ variables, onChange }: VariableFieldsProps) {
  const t = useEndpointMessages();
  const set = (changed: VariableDraft) => onChange(variables.map((one) => (one.key === changed.key ? changed : one)));
  const next = Math.max(-1, ...variables.map(({ key }) => key)) + 1;
  return (
    <div className={styles['variables']} role="group" aria-label={t('variables')}>
      {variables.length > 0 && <p className="muted">{t('variablesHint', { reference: REFERENCE })}</p>}
      {variables.map((variable, place) => {
        const fault = variable.name === '' ? undefined : faultOf(variable, variables);
        return (
          <div key={variable.key} className={styles['variable']}>
            <TextField
              label={t('variableName', { number: place + 1 })}
              {...(fault !== undefined && { error: t(`badVariable.${fault}`) })}
              value={variable.name}
              onChange={(name) => set({ ...variable, name })}
              autoComplete="off"
              spellCheck={false}
              maxLength={128}
              required
            />
            <TextField
              label={t('variableValue', { number: place + 1 })}
              placeholder={REFERENCE}
              value={variable.value}
              onChange={(value) => set({ ...variable, value })}
              autoComplete="off"
              spellCheck={false}
            />
            <IconButton
              label={t('removeVariable', { number: place + 1 })}
              onClick={() => onChange(variables.filter((one) => one !== variable))}
            >
              <Trash2 />
            </IconButton>
          </div>
        );
      })}
      <Button onClick={() => onChange([...variables, { key: next, name: '', value: '' }])}>
        <Plus />
        {t('addVariable')}
      </Button>
    </div>
  );
}
