import type { LabelSchema } from '@/lib/review-queues';
import type { LabelSchemaInput, SchemaDraft } from './reviews';
import { boundOf } from './answers';

export const INPUTS = ['pass_fail', 'categorical', 'numeric', 'text'] as const;
export type InputKind = (typeof INPUTS)[number];

/** A question while it is written: figures are texts. */
export type SchemaForm = {
  name: string;
  type: LabelSchema['type'];
  kind: InputKind;
  positive: string;
  negative: string;
  /** One a line. */
  options: string;
  multiple: boolean;
  least: string;
  greatest: string;
  longest: string;
  instruction: string;
  enableComment: boolean;
};

export const NEW_SCHEMA: SchemaForm = {
  name: '',
  type: 'FEEDBACK',
  kind: 'pass_fail',
  positive: 'Yes',
  negative: 'No',
  options: '',
  multiple: false,
  least: '',
  greatest: '',
  longest: '',
  instruction: '',
  enableComment: false,
};

export function kindOf(input: LabelSchemaInput): InputKind {
  return INPUTS.find((kind) => input[kind]) ?? 'text';
}

export function formOf({ name, type, input, instruction, enable_comment: enableComment = false }: LabelSchema) {
  const { pass_fail: labels, categorical, numeric, text } = input;
  const form: SchemaForm = {
    ...NEW_SCHEMA,
    name,
    type,
    kind: kindOf(input),
    positive: labels?.positive_label ?? '',
    negative: labels?.negative_label ?? '',
    options: (categorical?.options ?? []).join('\n'),
    multiple: categorical?.multi_select ?? false,
    least: String(boundOf(numeric?.min_value) ?? ''),
    greatest: String(boundOf(numeric?.max_value) ?? ''),
    longest: String(text?.max_length ?? ''),
    instruction: instruction ?? '',
    enableComment,
  };
  return form;
}

/** The question that was written; undefined while it is none. */
export function draftOf(form: SchemaForm): SchemaDraft | undefined {
  const input = inputOf(form);
  const name = form.name.trim();
  if (!input || name === '') return undefined;
  const { type, instruction, enableComment } = form;
  return { name, type, input, instruction: instruction.trim(), enableComment };
}

function inputOf({ kind, positive, negative, ...form }: SchemaForm): LabelSchemaInput | undefined {
  switch (kind) {
    case 'pass_fail':
      if (positive.trim() === '' || negative.trim() === '') return undefined;
      return { pass_fail: { positive_label: positive.trim(), negative_label: negative.trim() } };
    case 'categorical': {
      const options = form.options
        .split('\n')
        .map((option) => option.trim())
        .filter((option) => option !== '');
      return options.length === 0 ? undefined : { categorical: { options, multi_select: form.multiple } };
    }
    case 'numeric': {
      const [least, greatest] = [figure(form.least), figure(form.greatest)];
      if (Number.isNaN(least) || Number.isNaN(greatest)) return undefined;
      return {
        numeric: {
          ...(least !== undefined && { min_value: least }),
          ...(greatest !== undefined && { max_value: greatest }),
        },
      };
    }
    case 'text': {
      const longest = figure(form.longest);
      if (Number.isNaN(longest)) return undefined;
      return { text: longest === undefined ? {} : { max_length: longest } };
    }
  }
}

/** The number that a text is; undefined for none, NaN for something else. */
function figure(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}
