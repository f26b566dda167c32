/** Zoom and pan of the large photo: by wheel, double click, drag, two fingers, and by whoever calls. */
import {
  useEffect,
  useMemo,
  useState,
  type MouseEvent,
  type PointerEvent,
} from "react";
import { moveBy, wholeView, zoomAt, type Point, type View } from "./zoom";

/** How much a double click shows, and one press of a button or key. */
const DOUBLE_CLICK = 2.5;
export const zoomStep = 1.5;

export interface Zoom {
  /** The ref of what the photo is zoomed in. */
  readonly setFrame: (frame: HTMLElement | null) => void;
  readonly view: View;
  /** Zooms about the middle. */
  readonly zoomBy: (factor: number) => void;
  readonly moveBy: (by: Point) => void;
  readonly showWhole: () => void;
  readonly handlers: ReturnType<typeof pointerHandlers>;
}

type Change = (change: (view: View, frame: DOMRect) => View) => void;

/** @param of what is zoomed: something else is shown whole again */
export function useZoom(of: string): Zoom {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const [held, setHeld] = useState({ of, view: wholeView });
  const view = held.of === of ? held.view : wholeView;
  const actions = useMemo(() => {
    const change: Change = (next) => {
      const box = frame?.getBoundingClientRect();
      if (!box) return;
      setHeld((now) => ({
        of,
        view: next(now.of === of ? now.view : wholeView, box),
      }));
    };
    return {
      handlers: pointerHandlers(change),
      change,
      zoomBy(factor: number) {
        change((now, box) =>
          zoomAt(now, factor, { x: box.width / 2, y: box.height / 2 }, box),
        );
      },
      moveBy(by: Point) {
        change((now, box) => moveBy(now, by, box));
      },
      showWhole() {
        setHeld({ of, view: wholeView });
      },
    };
  }, [of, frame]);
  useWheel(frame, actions.change);
  return { setFrame, view, ...actions };
}

/**
 * Plus, minus and 0 zoom; while zoomed in, arrows move the photo.
 * @returns whether the key was for the zoom
 */
export function zoomByKey(zoom: Zoom, key: string): boolean {
  switch (key) {
    case "+":
    case "=":
      zoom.zoomBy(zoomStep);
      return true;
    case "-":
      zoom.zoomBy(1 / zoomStep);
      return true;
    case "0":
      zoom.showWhole();
      return true;
  }
  const by = arrowSteps[key];
  if (!by || zoom.view.scale === 1) return false;
  zoom.moveBy(by);
  return true;
}

/** Pixels that an arrow key moves what is seen: the photo goes the other way. */
const STEP = 80;
const arrowSteps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: STEP, y: 0 },
  ArrowRight: { x: -STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
};

/** React listens to the wheel passively, and could not keep the page from scrolling. */
function useWheel(frame: HTMLElement | null, change: Change) {
  useEffect(() => {
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      // A trackpad's pinch comes as a wheel with Ctrl, in much smaller steps.
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      change((now, box) => zoomAt(now, factor, pointIn(box, event), box));
    };
    frame?.addEventListener("wheel", turn, { passive: false });
    return () => {
      frame?.removeEventListener("wheel", turn);
    };
  }, [frame, change]);
}

/** One pointer drags; two zoom by their distance and drag by their middle. */
function pointerHandlers(change: Change) {
  const down = new Map<number, Point>();
  const lift = ({ pointerId }: PointerEvent) => {
    down.delete(pointerId);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!down.has(event.pointerId)) return;
      const before = gestureOf([...down.values()]);
      down.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const now = gestureOf([...down.values()]);
      const factor = before.spread > 0 ? now.spread / before.spread : 1;
      const by = {
        x: now.middle.x - before.middle.x,
        y: now.middle.y - before.middle.y,
      };
      change((view, box) =>
        moveBy(zoomAt(view, factor, inBox(box, before.middle), box), by, box),
      );
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onDoubleClick(event: MouseEvent) {
      change((view, box) =>
        view.scale > 1
          ? wholeView
          : zoomAt(view, DOUBLE_CLICK, pointIn(box, event), box),
      );
    },
  };
}

function gestureOf([a, b]: readonly Point[]) {
  if (!a) return { middle: { x: 0, y: 0 }, spread: 0 };
  if (!b) return { middle: a, spread: 0 };
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    spread: Math.hypot(a.x - b.x, a.y - b.y),
  };
}

const inBox = (box: DOMRect, { x, y }: Point): Point => ({
  x: x - box.left,
  y: y - box.top,
});

const pointIn = (
  box: DOMRect,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
) => inBox(box, { x: clientX, y: clientY });
