import { SERVER } from '@/lib/api-client';
import { curlHeaders, shellWord, TOKEN } from '@/lib/snippet';
import { DEFAULT_WORKSPACE, workspace, WORKSPACE_HEADER } from '@/lib/workspace';
import { invocationsUrl } from './invoke';
import { compact } from './json-text';

/** What a program sends: to an endpoint, or to one of its entities, with a token where the server has accounts. */
export type Call = { endpoint: string; entity: string; body: string; withToken: boolean };

export const LANGUAGES = [
  ['curl', 'curl'],
  ['python', 'Python'],
  ['client', 'MLflow client'],
  ['java', 'Java'],
] as const;
export type Language = (typeof LANGUAGES)[number][0];

export function snippetOf(language: Language, call: Call): string {
  return SNIPPETS[language](call);
}

const SNIPPETS: Record<Language, (call: Call) => string> = {
  curl: ({ endpoint, entity, body, withToken }) =>
    [
      `curl ${shellWord(invocationsUrl(endpoint, entity))}`,
      `-H 'Content-Type: application/json'`,
      ...curlHeaders(withToken),
      `-d ${shellWord(compact(body))}`,
    ].join(' \\\n  '),
  python: ({ endpoint, entity, body, withToken }) =>
    [
      ...(withToken ? ['import os', ''] : []),
      'import requests',
      '',
      'answer = requests.post(',
      `    ${JSON.stringify(invocationsUrl(endpoint, entity))},`,
      ...headers(withToken, (name, value) => `        ${JSON.stringify(name)}: ${value},`),
      `    data=${pythonText(compact(body))},`,
      ')',
      'answer.raise_for_status()',
      'print(answer.headers["served-model-name"], answer.json())',
    ].join('\n'),
  client: ({ endpoint, body, withToken }) =>
    [
      `# export DATABRICKS_HOST=${SERVER} ${TOKEN}=${withToken ? '…' : 'none'}`,
      'import json',
      '',
      'from mlflow.deployments import get_deploy_client',
      '',
      'client = get_deploy_client("databricks")',
      `client.predict(endpoint=${JSON.stringify(endpoint)}, inputs=json.loads(${pythonText(compact(body))}))`,
    ].join('\n'),
  java: ({ endpoint, entity, body, withToken }) =>
    [
      'import java.net.URI;',
      'import java.net.http.HttpClient;',
      'import java.net.http.HttpRequest;',
      'import java.net.http.HttpResponse.BodyHandlers;',
      '',
      `HttpRequest request = HttpRequest.newBuilder(URI.create(${JSON.stringify(invocationsUrl(endpoint, entity))}))`,
      '        .header("Content-Type", "application/json")',
      ...(withToken ? [`        .header("Authorization", "Bearer " + System.getenv("${TOKEN}"))`] : []),
      ...(workspace === DEFAULT_WORKSPACE
        ? []
        : [`        .header(${JSON.stringify(WORKSPACE_HEADER)}, ${JSON.stringify(workspace)})`]),
      `        .POST(HttpRequest.BodyPublishers.ofString(${JSON.stringify(compact(body))}))`,
      '        .build();',
      'String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();',
    ].join('\n'),
};

function headers(withToken: boolean, line: (name: string, value: string) => string): string[] {
  return [
    '    headers={',
    line('Content-Type', '"application/json"'),
    ...(withToken ? [line('Authorization', `"Bearer " + os.environ["${TOKEN}"]`)] : []),
    ...(workspace === DEFAULT_WORKSPACE ? [] : [line(WORKSPACE_HEADER, JSON.stringify(workspace))]),
    '    },',
  ];
}

/** A text of Python, whose words JSON writes as Python does. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}

/** How programs make an endpoint, for who has none. */
export const CREATING = {
  curl: (withToken: boolean) =>
    [
      `curl ${shellWord(`${SERVER}/api/2.0/serving-endpoints`)}`,
      `-H 'Content-Type: application/json'`,
      ...curlHeaders(withToken),
      `-d '{"name": "my-endpoint", "config": {"served_entities": [{"entity_name": "my-model", "entity_version": "1"}]}}'`,
    ].join(' \\\n  '),
  client: (withToken: boolean) =>
    [
      `# export DATABRICKS_HOST=${SERVER} ${TOKEN}=${withToken ? '…' : 'none'}`,
      'from mlflow.deployments import get_deploy_client',
      '',
      'get_deploy_client("databricks").create_endpoint(',
      '    name="my-endpoint",',
      '    config={"served_entities": [{"entity_name": "my-model", "entity_version": "1"}]},',
      ')',
    ].join('\n'),
};

/** How Prometheus reads the figures of an endpoint. */
export function scraping(endpoint: string): string {
  const { protocol, host, pathname } = new URL(SERVER);
  return [
    'scrape_configs:',
    `  - job_name: ${endpoint}`,
    `    scheme: ${protocol.replace(':', '')}`,
    `    metrics_path: ${pathname.replace(/\/$/, '')}/api/2.0/serving-endpoints/${endpoint}/metrics`,
    '    authorization: {credentials: TOKEN}',
    `    static_configs: [{targets: ["${host}"]}]`,
  ].join('\n');
}
