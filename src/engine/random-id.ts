/** crypto.randomUUID is withheld on insecure addresses; 8 random bytes are as good here. */
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
