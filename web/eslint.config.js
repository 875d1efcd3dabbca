import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import typescript from 'typescript-eslint';

/** `ui`, `lib` → features → app: who may not be imported from where. */
const forbidden = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});
const features = readdirSync(new URL('./src/features', import.meta.url));

export default typescript.config(
  { ignores: ['dist', 'src/api/schema.gen.ts', 'test-results', 'target'] },
  js.configs.recommended,
  ...typescript.configs.strictTypeChecked,
  a11y.flatConfigs.strict,
  hooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', name: 'Redirect', package: '@tanstack/router-core' }] },
      ],
      'max-lines': ['error', 300],
      'react-hooks/incompatible-library': 'off', // no compiler is used
    },
  },
  {
    files: ['eslint.config.js', 'scripts/**/*.mjs'],
    ...typescript.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false },
      globals: { console: 'readonly', process: 'readonly', Buffer: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/api-client.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Ask by `ask` or `api` of lib/api-client.' }],
    },
  },
  forbidden(['src/ui/**', 'src/lib/**'], ['@/features/*', '@/app/*'], 'ui and lib know no feature.'),
  ...features.map((feature) =>
    forbidden(
      [`src/features/${feature}/**`],
      ['@/app/*', ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`)],
      'A feature knows ui and lib alone; the app puts features together.',
    ),
  ),
);
