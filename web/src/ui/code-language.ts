import { languages } from '@codemirror/language-data';

/** The language of a file, told by its name; its grammar is loaded when it is wanted. */
export function languageOf(name: string) {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return languages.find(
    (language) =>
      language.filename?.test(name) === true || (extension !== undefined && language.extensions.includes(extension)),
  );
}
