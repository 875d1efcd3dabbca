export type ToolCall = { name: string; input: unknown };
export type Message = { role: string; text: string; calls: ToolCall[] };

type Fields = Record<string, unknown>;

/** LangChain's words for who speaks. */
const ROLES: Record<string, string> = { human: 'user', ai: 'assistant', model: 'assistant' };

/** The messages that inputs or outputs of a chat model hold; undefined where they are something else. */
export function messagesOf(value: unknown): Message[] | undefined {
  const list = listOf(value);
  if (!list || list.length === 0) return undefined;
  const messages = list.flatMap((one) => messageOf(one) ?? []);
  return messages.length === list.length ? messages : undefined;
}

function listOf(value: unknown): unknown[] | undefined {
  if (isList(value)) return value.length === 1 && isList(value[0]) ? value[0] : value;
  if (!isFields(value)) return undefined;
  for (const key of ['messages', 'contents', 'input', 'output']) {
    const list = value[key];
    if (isList(list)) return listOf(list);
  }
  const { choices, candidates, generations } = value;
  if (isList(choices)) return choices.map((choice) => (isFields(choice) ? (choice['message'] ?? choice) : choice));
  if (isList(candidates)) return candidates.map((one) => (isFields(one) ? one['content'] : one));
  if (isList(generations)) {
    return generations.flat().map((one) => (isFields(one) ? one['message'] : one));
  }
  return messageOf(value) ? [value] : undefined;
}

function messageOf(value: unknown): Message | undefined {
  if (!isFields(value)) return undefined;
  if (value['type'] === 'function_call') {
    return { role: 'assistant', text: '', calls: [callOf(value)] };
  }
  if (value['type'] === 'function_call_output') return { role: 'tool', text: textOf(value['output']), calls: [] };
  const speaker = value['role'] ?? value['type'];
  const content = value['content'] ?? value['parts'];
  const calls = isList(value['tool_calls']) ? value['tool_calls'] : [];
  if (typeof speaker !== 'string' || (content === undefined && calls.length === 0)) return undefined;
  const parts: unknown[] = isList(content) ? content : [content];
  return {
    role: ROLES[speaker] ?? speaker,
    text: parts.map(textOf).filter(Boolean).join('\n\n'),
    calls: [...calls, ...parts.filter(isCall)].map(callOf),
  };
}

function isCall(part: unknown): boolean {
  return isFields(part) && part['type'] === 'tool_use';
}

function callOf(call: unknown): ToolCall {
  if (!isFields(call)) return { name: '', input: call };
  const made = isFields(call['function']) ? call['function'] : call;
  const input = made['arguments'] ?? made['input'] ?? made['args'] ?? null;
  return { name: typeof made['name'] === 'string' ? made['name'] : '', input: parsed(input) };
}

/** What a part of a message says. Images are only named: nothing is loaded from where they are. */
function textOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (part === null || part === undefined || isCall(part)) return '';
  if (!isFields(part)) return JSON.stringify(part);
  const { text, content, type } = part;
  if (typeof text === 'string') return text;
  if (typeof content === 'string') return content;
  return typeof type === 'string' && /image|audio|file/.test(type) ? `[${type}]` : JSON.stringify(part);
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !isList(value);
}
