<?cs # The frame below a page of staff. Reads nothing.
?></main>
</div>
</body>
</html>
