/** Names that overwrite nothing. */

/**
 * The name itself where it is free, else with a number before its ending: "shore (2).jpg". Names that differ in case alone
 * are the same file on many disks.
 * @param isTaken asked with one name after the other until one is free
 */
export async function freeName(
  name: string,
  isTaken: (name: string) => boolean | Promise<boolean>,
): Promise<string> {
  const dot = name.lastIndexOf(".");
  const [stem, ending] =
    dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let free = name;
  for (let copy = 2; await isTaken(free); copy++)
    free = `${stem} (${String(copy)})${ending}`;
  return free;
}
