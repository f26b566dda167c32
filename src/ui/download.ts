/** Hands a file to the browser's downloads, which never overwrite. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // By then the download has begun, and holds the file itself.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
