/** The tulip of the name: the same drawing as public/icon.svg, in the colour of the text around it. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden>
      <path
        d="M5 4.5 8.5 7 12 3l3.5 4L19 4.5v5.2c0 3.7-2.9 6.3-7 6.3s-7-2.6-7-6.3Z"
        fill="currentColor"
      />
      <path
        d="M12 16v6M12 22c-.6-2.4-2.6-3.6-5-3.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </svg>
  );
}
