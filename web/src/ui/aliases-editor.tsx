import { useMutation } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState, type ComponentProps, type ComponentType, type ReactNode } from 'react';
import type { RegisteredModelAlias } from '@/lib/registry';
import { IconButton } from './button';
import { CopyButton } from './copy-button';
import { FormDialog } from './dialog';
import { useUiMessages } from './messages';
import { Line, Rows } from './rows';
import { Section } from './section';
import { TextField } from './text-field';
import { notify, notifyError } from './toast';

/** The dialog that asks for an alias, and of which version of which model it is to be. */
export type AliasFormProps = Omit<ComponentProps<typeof FormDialog>, 'open' | 'title' | 'action'> & {
  title: string;
  action: string;
  about: RegisteredModelAlias & { name: string };
};

type AliasesEditorProps = {
  /** The full name of the model. */
  name: string;
  /** Of the URIs that lead to it. */
  scheme?: 'models' | 'prompts';
  aliases: readonly RegisteredModelAlias[];
  /** The one version whose aliases are shown and set; those of all where there is none. */
  version?: string;
  /** The way to a version. */
  link: (version: string) => ReactNode;
  set: (one: RegisteredModelAlias) => Promise<unknown>;
  remove: (alias: string) => Promise<unknown>;
  /** In place of a plain dialog. */
  form?: ComponentType<AliasFormProps>;
};

/** Aliases of a model to read, set, move to another version and take away. */
export function AliasesEditor({
  name,
  scheme = 'models',
  aliases,
  version,
  link,
  set,
  remove,
  form = PlainForm,
}: AliasesEditorProps) {
  const t = useUiMessages();
  const [edited, setEdited] = useState<RegisteredModelAlias>();
  const shown = version === undefined ? aliases : aliases.filter((one) => one.version === version);
  const take = async (one: RegisteredModelAlias) => {
    try {
      await remove(one.alias);
      const undo = () => void set(one).catch(notifyError);
      notify(t('aliasRemoved', { alias: one.alias }), { label: t('undo'), run: undo });
    } catch (error) {
      notifyError(error as Error);
    }
  };
  return (
    <Section
      title={t('aliases')}
      count={shown.length}
      actions={
        <IconButton label={t('addAlias')} onClick={() => setEdited({ alias: '', version: version ?? '' })}>
          <Plus />
        </IconButton>
      }
    >
      {shown.length === 0 && <p className="muted">{t('noAliases')}</p>}
      <Rows label={t('aliases')}>
        {shown.map((one) => (
          <Line
            key={one.alias}
            {...(version === undefined && { facts: link(one.version) })}
            actions={
              <>
                <CopyButton text={`${scheme}:/${name}@${one.alias}`} />
                <IconButton label={t('moveAlias', { alias: one.alias })} onClick={() => setEdited(one)}>
                  <Pencil />
                </IconButton>
                <IconButton label={t('removeAlias', { alias: one.alias })} onClick={() => void take(one)}>
                  <Trash2 />
                </IconButton>
              </>
            }
          >
            @{one.alias}
          </Line>
        ))}
      </Rows>
      {edited && (
        <AliasDialog
          form={form}
          name={name}
          aliases={aliases}
          given={edited}
          isOfOne={version !== undefined}
          set={set}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
}

function PlainForm(props: AliasFormProps) {
  return <FormDialog open {...props} />;
}

type AliasDialogProps = Pick<Required<AliasesEditorProps>, 'name' | 'aliases' | 'set' | 'form'> & {
  given: RegisteredModelAlias;
  /** A new alias is for the version that one looks at. */
  isOfOne: boolean;
  onClose: () => void;
};

function AliasDialog({ form: Form, name, aliases, given, isOfOne, set, onClose }: AliasDialogProps) {
  const t = useUiMessages();
  const [alias, setAlias] = useState(given.alias);
  const [version, setVersion] = useState(given.version);
  const { mutate, isPending, error } = useMutation({ mutationFn: set });
  const isNew = given.alias === '';
  const other = aliases.find((one) => one.alias === alias.trim() && one.version !== version.trim());
  return (
    <Form
      about={{ name, alias: alias.trim(), version: version.trim() }}
      onClose={onClose}
      title={isNew ? t('addAlias') : t('moveAlias', { alias: given.alias })}
      action={t('save')}
      busy={isPending}
      disabled={alias.trim() === '' || !/^\d+$/.test(version.trim())}
      error={error}
      onSubmit={() => mutate({ alias: alias.trim(), version: version.trim() }, { onSuccess: onClose })}
    >
      {isNew && (
        <TextField
          label={t('alias')}
          hint={other ? t('aliasMoves', { version: other.version }) : t('aliasHint')}
          value={alias}
          onChange={setAlias}
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
      {!(isNew && isOfOne) && (
        <TextField label={t('versionNumber')} value={version} onChange={setVersion} inputMode="numeric" required />
      )}
    </Form>
  );
}
