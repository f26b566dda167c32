/** Videos go by their names: telling one from its first bytes takes the whole library that reads them. */
const videoName = /\.(mp4|m4v|mov|webm|mkv)$/i;

export const isVideo = (path: string) => videoName.test(path);
