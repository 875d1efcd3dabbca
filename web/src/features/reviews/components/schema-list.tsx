import { useQuery } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { betweenNames } from '@/lib/format';
import { schemasQuery, type LabelSchema } from '@/lib/review-queues';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import type { Column } from '@/ui/data-table/columns';
import { DataTable } from '@/ui/data-table/data-table';
import { RelativeTime } from '@/ui/relative-time';
import { FailedState, LoadingState } from '@/ui/states';
import { notify } from '@/ui/toast';
import { boundOf } from '../api/answers';
import { useDeleteSchema } from '../api/reviews';
import { kindOf } from '../api/schema-draft';
import { useReviewMessages } from '../messages';
import { ConfirmDelete } from './confirm-delete';
import { SchemaDialog } from './schema-dialog';
import { useRangeText } from './use-range-text';

/** What people are asked about the traces of an experiment. */
export function SchemaList({ experimentId }: { experimentId: string }) {
  const t = useReviewMessages();
  const { data, error, refetch } = useQuery(schemasQuery(experimentId));
  const [edited, setEdited] = useState<LabelSchema>();
  const [dropped, setDropped] = useState<LabelSchema>();
  const remove = useDeleteSchema();
  const columns = useColumns(setEdited, setDropped);
  if (!data) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <>
      <DataTable
        label={t('questions')}
        keptAs="review-questions"
        columns={columns}
        rowCount={data.length}
        row={(index) => data[index]}
        rowId={(schema) => schema.schema_id}
        onOpen={(schema) => schema.is_default !== true && setEdited(schema)}
      />
      {edited && <SchemaDialog experimentId={experimentId} schema={edited} onClose={() => setEdited(undefined)} />}
      {dropped && (
        <ConfirmDelete
          title={t('deleteQuestionTitle', { name: dropped.name })}
          text={t('deleteQuestionText')}
          remove={remove}
          onClose={() => {
            setDropped(undefined);
            remove.reset();
          }}
          onConfirm={() =>
            remove.mutate(dropped.schema_id, {
              onSuccess: () => {
                notify(t('questionDeleted', { name: dropped.name }));
                setDropped(undefined);
              },
            })
          }
        />
      )}
    </>
  );
}

function useColumns(edit: (schema: LabelSchema) => void, drop: (schema: LabelSchema) => void): Column<LabelSchema>[] {
  const t = useReviewMessages();
  const range = useRangeText();
  return useMemo(
    () => [
      { id: 'name', name: t('name'), width: 220, cell: ({ name }) => <span title={name}>{name}</span> },
      {
        id: 'kind',
        name: t('kind'),
        width: 130,
        cell: ({ type }) => <Badge tone={type === 'EXPECTATION' ? 'info' : 'neutral'}>{t(`type.${type}`)}</Badge>,
      },
      {
        id: 'answer',
        name: t('answer'),
        width: 240,
        cell: ({ input }) => {
          const { pass_fail: labels, categorical, numeric } = input;
          const detail = labels
            ? `${labels.positive_label ?? ''} / ${labels.negative_label ?? ''}`
            : categorical
              ? (categorical.options ?? []).join(betweenNames())
              : numeric && range(boundOf(numeric.min_value), boundOf(numeric.max_value));
          const text = detail ? `${t(`input.${kindOf(input)}`)}: ${detail}` : t(`input.${kindOf(input)}`);
          return <span title={text}>{text}</span>;
        },
      },
      {
        id: 'instruction',
        name: t('instruction'),
        width: 320,
        cell: ({ instruction }) => <span title={instruction ?? ''}>{instruction}</span>,
      },
      {
        id: 'created',
        name: t('created'),
        width: 120,
        cell: ({ created_at: millis }) => <RelativeTime millis={millis} />,
      },
      {
        id: 'actions',
        name: t('actions'),
        width: 130,
        cell: (schema) =>
          schema.is_default === true ? (
            <Badge>{t('isDefault')}</Badge>
          ) : (
            <>
              <IconButton label={`${t('edit')} ${schema.name}`} onClick={() => edit(schema)}>
                <Pencil />
              </IconButton>
              <IconButton label={`${t('delete')} ${schema.name}`} onClick={() => drop(schema)}>
                <Trash2 />
              </IconButton>
            </>
          ),
      },
    ],
    [t, range, edit, drop],
  );
}
