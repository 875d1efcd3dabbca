/** As many runs as charts draw. The server would draw 500, but a move of the pointer over them then takes a second. */
export const MOST_CHARTED = 200;
