// Put into a copy of a page by the tests, to say how it is laid out: nothing is wider than the screen, no words of a picture cover one another, and every picture is there.
window.addEventListener('load', () => {
    const wrong = [], root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} wide on a screen of ${root.clientWidth}`);
    for (const e of document.querySelectorAll('main *')) {
        const box = e.getBoundingClientRect();
        if (!e.closest('.scroll') && !e.closest('thead') && box.width && box.right > root.clientWidth + 1) wrong.push(`${e.tagName} goes beyond the edge`);
    }
    for (const picture of document.querySelectorAll('figure svg')) {
        if (picture.parentElement.closest('svg')) continue;
        const frame = picture.getBoundingClientRect(), texts = [...picture.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
        if (frame.width < 80 || frame.height < 80) wrong.push('a picture is too small');
        texts.forEach(([a, p], i) => {
            if (p.left < frame.left - 1 || p.right > frame.right + 1) wrong.push(`"${a}" is cut off`);
            for (const [b, q] of texts.slice(i + 1)) {
                const across = Math.min(p.right, q.right) - Math.max(p.left, q.left), down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                if (across > 1 && down > 3) wrong.push(`"${a}" and "${b}" cover one another`);
            }
        });
    }
    root.setAttribute('data-wrong', JSON.stringify([...new Set(wrong)].slice(0, 12)));
});
