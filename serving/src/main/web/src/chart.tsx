import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const NOT_IN_PICTURES = ['aria-label', 'aria-description', 'aria-hidden'];

/** Makes one picture of a plot: without its style element, which the content security policy refuses, and without names inside. */
function asPicture(plot: Element, label: string): Element {
  for (const style of plot.querySelectorAll('style')) style.remove();
  for (const inner of plot.querySelectorAll('*')) for (const name of NOT_IN_PICTURES) inner.removeAttribute(name);
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', label);
  return plot;
}

/**
 * A chart as wide as its place. It is drawn anew, in one step, when the width or what `draw` closes over changes.
 * @param label what a reader who does not see it is told; the panel's table has the values
 * @param inputs what `draw` depends on
 */
export function Chart({ label, draw, inputs }: { label: string; draw: (width: number) => Element; inputs: unknown[] }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (width > 0) place.current?.replaceChildren(asPicture(draw(width), label));
  }, [width, label, ...inputs]);
  return <div class="chart" ref={place} />;
}
