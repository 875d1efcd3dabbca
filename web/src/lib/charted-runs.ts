/** As many runs as the server draws at once. */
export const MOST_CHARTED = 500;
