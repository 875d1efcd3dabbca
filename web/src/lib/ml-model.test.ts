import { describe, expect, it } from 'vitest';
import { readModel } from './ml-model';

const FILE = `
flavors:
  python_function:
    loader_module: mlflow.sklearn
    python_version: 3.11.9
  sklearn: {}
mlflow_version: 3.17.2
signature:
  inputs: '[{"type": "double", "name": "length", "required": true}, {"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 4]}}]'
  outputs: '[{"type": "long", "required": false}]'
  params: null
`;

describe('an MLmodel file', () => {
  it('says what a model takes and gives', () => {
    expect(readModel(FILE)).toEqual({
      flavors: ['python_function', 'sklearn'],
      inputs: [
        { name: 'length', type: 'double', isRequired: true },
        { name: '1', type: 'float32 [-1,4]', isRequired: true },
      ],
      outputs: [{ name: '0', type: 'long', isRequired: false }],
      params: [],
      mlflowVersion: '3.17.2',
      pythonVersion: '3.11.9',
      loader: 'mlflow.sklearn',
    });
  });

  it('is not read where it grows by its aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    }
    expect(readModel(`flavors: {}\n${lines.join('\n')}`)).toBeUndefined();
  });

  it.each(['', 'plain', '{', '[]', 'a: !!js/function "attack()"'])('is told from %j', (text) => {
    expect(readModel(text)).toBeUndefined();
  });
});
