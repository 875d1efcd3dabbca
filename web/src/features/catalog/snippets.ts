import { SERVER } from '@/lib/api-client';
import { PREAMBLE } from '@/lib/snippet';

/** What the platform's SDK, by which files are read and sent, takes from the environment. */
export const ENVIRONMENT = `DATABRICKS_HOST=${SERVER} DATABRICKS_TOKEN=…`;

/** How a program begins that works with models of the catalogue. */
const BEGIN = `# export ${ENVIRONMENT}\n${PREAMBLE}\nmlflow.set_registry_uri("databricks-uc")`;

export function loading(uri: string): string {
  return `${BEGIN}\n\nmodel = mlflow.pyfunc.load_model(${JSON.stringify(uri)})\nmodel.predict(data)`;
}

export function registering(fullName: string): string {
  return `${BEGIN}\n\nmlflow.register_model("runs:/<run id>/model", ${JSON.stringify(fullName)})`;
}
