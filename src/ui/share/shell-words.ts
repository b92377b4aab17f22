/** A word as POSIX shells read it: in single quotes, which nothing inside can end but a single quote. */
export const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** The command that makes the same pixels without the browser. A name that begins with a dash would be read as an option. */
export const commandLine = (recipe: string, file: string): string =>
  `npm run -s lab -- apply --recipe ${quoted(recipe)} --out results ${quoted(file.startsWith('-') ? `./${file}` : file)}`
