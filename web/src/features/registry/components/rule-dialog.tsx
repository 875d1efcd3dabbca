import { useState } from 'react';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { isSame, useChangeRules } from '../api/rules';
import { useApprovalMessages } from '../messages-approvals';
import { TargetFields, useTarget } from './target-fields';

/** Makes a rule about a stage or an alias, in place of one that there is about it. */
export function RuleDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useApprovalMessages();
  const fields = useTarget();
  const [isByAnother, setByAnother] = useState(true);
  const change = useChangeRules(name);
  const rule = { ...fields.target, by_another: isByAnother };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('addRule')}
      action={t('save')}
      busy={change.isPending}
      disabled={!fields.isWhole}
      error={change.error}
      onSubmit={() =>
        change.mutate((now) => [...now.filter((one) => !isSame(one, rule)), rule], { onSuccess: onClose })
      }
    >
      <TargetFields label={t('rules')} fields={fields} />
      <CheckBox name={t('byAnotherBox')} isOn={isByAnother} onToggle={setByAnother} />
    </FormDialog>
  );
}
