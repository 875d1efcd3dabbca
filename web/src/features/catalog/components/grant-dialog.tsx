import { useState } from 'react';
import type { Grantee as Whom } from '@/lib/permissions';
import { CheckList } from '@/ui/check-list';
import { FormDialog } from '@/ui/dialog';
import { GranteeField } from '@/ui/permissions/grantee-field';
import { notify } from '@/ui/toast';
import { isPrivilege, privilegesOn, useGrant, type GrantedOn, type Grantee, type Privilege } from '../api/grants';
import { useCatalogMessages } from '../messages';
import { privilegeName } from './privilege';

type GrantDialogProps = {
  on: GrantedOn;
  /** What it is called. */
  name: string;
  /** Whose privileges are changed; asked for where there is nobody. */
  grantee: Grantee | undefined;
  onClose: () => void;
};

/** Grants somebody privileges on a thing, and revokes what is unchecked. */
export function GrantDialog({ on, name, grantee, onClose }: GrantDialogProps) {
  const t = useCatalogMessages();
  const before = (grantee?.own ?? []).filter(isPrivilege);
  const [to, setTo] = useState<Whom>({ name: grantee?.name ?? '', isGroup: false });
  const [chosen, setChosen] = useState<ReadonlySet<Privilege>>(() => new Set(before));
  const grant = useGrant(on);
  const principal = to.name.trim();
  const add = [...chosen].filter((privilege) => !before.includes(privilege));
  const remove = before.filter((privilege) => !chosen.has(privilege));
  const toggle = (privilege: Privilege) => {
    const after = new Set(chosen);
    if (!after.delete(privilege)) after.add(privilege);
    setChosen(after);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={grantee ? t('changeTitle', { name: grantee.name, on: name }) : t('grantTitle', { name })}
      action={t(grantee ? 'save' : 'grant')}
      busy={grant.isPending}
      disabled={principal === '' || add.length + remove.length === 0}
      error={grant.error}
      onSubmit={() =>
        grant.mutate(
          { principal, add, remove },
          {
            onSuccess: () => {
              notify(t('granted', { name: principal }));
              onClose();
            },
          },
        )
      }
    >
      {!grantee && <GranteeField value={to} onChange={setTo} />}
      <CheckList
        label={t('privileges')}
        chosen={chosen}
        options={privilegesOn(on.kind).map(
          (privilege) => [privilege, privilegeName(privilege), t(`privilege.${privilege}`)] as const,
        )}
        onToggle={toggle}
      />
    </FormDialog>
  );
}
