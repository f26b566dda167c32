/** Which files of a folder are photos, by their names alone: what is inside is looked at when they are decoded. */
import { isRaw } from "./formats/raw";
import { isVideo } from "./formats/video-name";

const pictureName =
  /\.(jpe?g|jfif|png|apng|webp|gif|avif|bmp|heic|heif|tiff?)$/i;

/**
 * Folders that systems and programs fill with previews and rubbish: of Synology and QNAP, Windows, macOS, Lightroom
 * (.lrdata) and of code, and everything hidden (.thumbnails, .Trash-1000, .Spotlight-V100).
 */
const skippedFolder =
  /^(\.|@eaDir$|@__thumb$|#(recycle|snapshot)$|@Recycle$|\$RECYCLE\.BIN$|RECYCLER$|System Volume Information$|lost\+found$|__MACOSX$|node_modules$)|\.lrdata$/i;

/** What Photos, iPhoto and Aperture keep inside a library beside the originals: smaller copies of the same photos. */
const libraryFolder = /\.(photoslibrary|photolibrary|aplibrary)$/i;
const originalsFolder = /^(originals|masters)$/i;

/** Whether a folder is left alone, with all that is in it. */
export const isSkippedFolder = (name: string, parent: string): boolean =>
  skippedFolder.test(name) ||
  (libraryFolder.test(parent) && !originalsFolder.test(name));

/** @param videos whether videos count as photos, by one of their frames */
export function isPhotoPath(path: string, videos: boolean): boolean {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  return (
    (pictureName.test(name) || isRaw(name) || (videos && isVideo(name))) &&
    !name.startsWith(".") &&
    !folders.some((name, at) => isSkippedFolder(name, folders[at - 1] ?? ""))
  );
}

/**
 * Leaves out the videos of Live Photos: they have the name of a picture beside them. The others come last, since a picture
 * may be found after its video.
 */
export async function* withoutLiveVideos<T extends { readonly path: string }>(
  photos: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T> {
  const pictures = new Set<string>();
  const videos: T[] = [];
  for await (const photo of photos) {
    if (isVideo(photo.path)) videos.push(photo);
    else {
      pictures.add(stemOf(photo.path));
      yield photo;
    }
  }
  for (const video of videos)
    if (!pictures.has(stemOf(video.path))) yield video;
}

/** The path without its extension, and without regard to upper and lower case. */
const stemOf = (path: string) => path.replace(/\.\w+$/, "").toLowerCase();
