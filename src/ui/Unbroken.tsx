/** A sentence whose hyphenated names stay on one line: "CLIP-" and "lite" apart read like a word that was divided. */
interface Props {
  readonly words: string;
}

export function Unbroken({ words }: Props) {
  // A longer name must be free to wrap, or it would widen a phone's page.
  return words.split(/(\S{1,15}-\S{1,15})(?!\S)/u).map((part, at) =>
    at % 2 === 1 ? (
      <span key={at} className="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
