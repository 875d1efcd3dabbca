type Field = { name?: unknown; type?: unknown; 'tensor-spec'?: { dtype?: unknown; shape?: unknown } };

/** Names and types of a data set's schema as MLflow's clients write one; none of what cannot be read. */
export function columnsOf(schema: string | null | undefined): (readonly [name: string, type: string])[] {
  try {
    const read = JSON.parse(schema ?? '') as { mlflow_colspec?: Field[]; mlflow_tensorspec?: { features?: string } };
    const tensors = read.mlflow_tensorspec?.features;
    const fields = read.mlflow_colspec ?? (tensors === undefined ? [] : (JSON.parse(tensors) as Field[]));
    return fields.map((field, place) => {
      const tensor = field['tensor-spec'];
      const type = tensor ? `${String(tensor.dtype)} ${JSON.stringify(tensor.shape)}` : field.type;
      return [
        typeof field.name === 'string' ? field.name : String(place),
        typeof type === 'string' ? type : JSON.stringify(type),
      ] as const;
    });
  } catch {
    return []; // not a schema
  }
}
