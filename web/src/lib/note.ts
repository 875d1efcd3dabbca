/** The tag in which experiments and runs keep their description, in Markdown. */
export const NOTE = 'mlflow.note.content';
