import { useState } from 'react';
import { CheckBox } from '@/ui/check-box';
import { FormDialog } from '@/ui/dialog';
import { TextArea, TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { known, linesOf, useSetInferenceTable, type InferenceTable } from '../api/payloads';
import { useInferenceMessages } from '../messages-inference';

type TableDialogProps = { name: string; table: InferenceTable; onClose: () => void };

/** Asks what an endpoint is to keep of requests. */
export function TableDialog({ name, table, onClose }: TableDialogProps) {
  const t = useInferenceMessages();
  const set = useSetInferenceTable(name);
  const [isOn, setOn] = useState(table.folder == null || table.enabled === true);
  const [percent, setPercent] = useState(String(Number(((known(table.sampling_fraction) ?? 1) * 100).toFixed(6))));
  const [days, setDays] = useState(String(table.retention_days ?? 30));
  const [redacted, setRedacted] = useState((table.redacted ?? []).join('\n'));
  const isPercent = Number(percent) > 0 && Number(percent) <= 100;
  const isDays = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= 3650;
  const wanted = {
    ...table,
    enabled: isOn,
    sampling_fraction: Number(percent) / 100,
    retention_days: Number(days),
    redacted: linesOf(redacted),
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('settingsTitle', { name })}
      action={t('save')}
      busy={set.isPending}
      error={set.error}
      disabled={!isPercent || !isDays}
      onSubmit={() =>
        set.mutate(wanted, {
          onSuccess: () => {
            notify(t('saved'));
            onClose();
          },
        })
      }
    >
      <CheckBox name={t('enabled')} isOn={isOn} onToggle={setOn} />
      <TextField
        label={t('fraction')}
        inputMode="decimal"
        value={percent}
        onChange={setPercent}
        error={isPercent ? undefined : t('badFraction')}
      />
      <TextField
        label={t('retention')}
        inputMode="numeric"
        value={days}
        onChange={setDays}
        hint={t('deletion')}
        error={isDays ? undefined : t('badRetention')}
      />
      <p className="muted">{t('redacted')}</p>
      <TextArea label={t('redacted')} rows={3} dir="ltr" value={redacted} onChange={setRedacted} />
    </FormDialog>
  );
}
